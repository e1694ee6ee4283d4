"""Charts of a plan, drawn for phones: 1080 pixels are 390 points there, so no text is under 11 points.

Drawn with Pillow and a typeface that travels along: what is drawn are bars and steps. A plotting library would bring
nine packages more, write a cache of the machine's typefaces, and draw in one thread at a time.
"""
