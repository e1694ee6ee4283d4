"""The version of this program, which packaging reads from here as well."""

VERSION = "0.1.0"
