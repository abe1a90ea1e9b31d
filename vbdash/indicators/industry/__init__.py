"""How large industry is: shares, definitions, structure, change, claims."""
