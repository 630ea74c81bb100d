"""The engines that keys, references and rules can run on, one module each."""
