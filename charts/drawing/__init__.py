"""What figures are drawn with: the canvas and its look, marks, titles, rounds and ratings in words."""
