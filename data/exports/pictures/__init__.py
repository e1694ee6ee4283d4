"""Pictures of a plan, drawn for a phone: 1080 pixels wide are 390 points there, so nothing is under 11 points.

Drawn with Pillow and a typeface that travels along: what is drawn are bars and steps. A plotting library would bring
nine packages more, write a cache of the machine's typefaces, and draw in one thread at a time.
"""
