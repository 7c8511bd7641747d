"""Questions in the style of LDBC SNB (unaudited), asked of a real house through the domains' faces.

A folder of that form is brought in (`folder`, `bring`), its questions are answered by what the house exports
(`questions`), and the same questions are answered by a short program that knows no house (`plain`).
"""
