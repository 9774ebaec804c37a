"""The only door to the network: ask politely, trust nothing that comes back.

``client.Client`` asks for content, ``knock.Knocker`` only whether something is there; ``answer``
has what comes back and the one error; ``addresses`` judges an address by its letters and needs
no network.
"""
