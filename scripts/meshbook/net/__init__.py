"""The only door to the network: ask politely, trust nothing that comes back.

``client.Client`` asks; ``answer`` has what it gives back and its one error; ``addresses``
judges an address by its letters and needs no network.
"""
