import sys

from riskpool.report.program import main

sys.exit(main())
