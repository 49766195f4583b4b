"""cjmdesk: customer journey maps, drawn offline and printed as wall posters."""
