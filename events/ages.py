"""The ages that rules about young people rest on. Each has its source; staff do not change them."""

#: Whoever is younger is a child in law: Children Act 1989, section 105(1). Events that invite them say who keeps
#: young people safe.
CHILD_UNDER = 18

#: For whoever is younger an adult must be within reach. From 16 on a young person can consent to treatment by
#: themselves: Family Law Reform Act 1969, section 8.
RESPONSIBLE_ADULT_UNDER = 16
