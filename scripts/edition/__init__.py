"""The program that makes the edition: sources and editorial judgement in, one immutable Edition out."""
