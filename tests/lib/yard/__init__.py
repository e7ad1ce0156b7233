"""What the black-box tests share: start the real programs, talk to them, and compare what our side
holds with what Amazon's side holds. Standard library only. See tests/README.md."""
