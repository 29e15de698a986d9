#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| ordvakt_fuzz::input::run(data));
