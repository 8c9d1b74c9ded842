"""Which reports tell of one event: features, blocking keys, evidence of a pair, grouping. No database here.

The grouping is a function of the set of reports alone: the order in which they came never matters.
"""
