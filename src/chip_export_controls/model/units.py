"""The units in which a value below zero means something."""

# temperatures, angles, levels in decibels, voltages, electronvolts; also as people write them who ask
BELOW_ZERO = frozenset(
    ("degC", "°C", "degF", "degree", "dB", "dBm", "dBc", "dBc/Hz", "mV", "V", "kV", "eV", "keV", "MeV")
)
