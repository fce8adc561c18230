"""What is counted: settings, measures, scores, people, and the cells that they are in."""
