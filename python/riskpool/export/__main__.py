import sys

from riskpool.export.program import main

sys.exit(main())
