#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| ordvakt_fuzz::lists::run(data));
