"""An invented municipality, made by the very rules that real people use."""
