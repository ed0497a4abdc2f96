"""What the world shows, held against what the records say.

In: copies of what somebody else publishes, such as the policy. Out: what is not as the records know it, and what in
them rests on that. Whatever comes from outside may have been made to do harm.
It must not know: pages, and rules. It changes no record unless asked to.
"""
