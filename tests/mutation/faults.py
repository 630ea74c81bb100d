"""The kinds of fault by batch, each module of them imported for what it registers."""

import adversary_faults
import byte_faults
import cell_faults
import claim_faults
import descriptor_faults
import law_faults
import measure_faults
import record_faults
import register_faults
import sense_faults
import text_faults
from kinds import BYTES, CELLS, DESCRIPTORS, FACTS, RECORDS

MODULES = (
    adversary_faults,
    byte_faults,
    cell_faults,
    claim_faults,
    descriptor_faults,
    law_faults,
    measure_faults,
    record_faults,
    register_faults,
    sense_faults,
    text_faults,
)
BATCHES = {"bytes": BYTES, "cells": CELLS, "facts": FACTS, "records": RECORDS, "descriptor": DESCRIPTORS}
