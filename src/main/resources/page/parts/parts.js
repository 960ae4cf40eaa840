// The elements that whoever is logged in sees; a part that others need only now and then comes when it is needed.
