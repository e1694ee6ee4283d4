"""Targets for answers: sentences, /nhiemvu, /tonghop, charts."""
