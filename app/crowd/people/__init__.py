"""Who the crowd is made of: names, handles, biographies and what they wrote before."""
