"""`python -m` this package."""

import sys

from .main import main

sys.exit(main())
