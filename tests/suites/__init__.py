"""Others' own test suites, run as their authors wrote them against a house that is open for trying apps.

Nothing of theirs is kept here: a suite comes from its source distribution, by the hash in `locks/`. What of it does not
pass yet is named in `expected/`, with what will bring it; a test that passes though it is named there fails the run.
"""
