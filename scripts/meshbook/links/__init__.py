"""Are the pages that the cases rest on still there? Asked politely, judged slowly.

``cited`` collects the addresses, ``visit`` asks one of them, ``standing`` weighs what several
runs found, ``store`` keeps that, ``run`` does it all, ``report`` says what a person should see.
"""
