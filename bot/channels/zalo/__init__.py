"""The Zalo channel: one bot of Zalo Bot Platform on one side, `Incoming` and `Reply` on the other."""
