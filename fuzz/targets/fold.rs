#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    ordvakt_text::twins::fold(&text);
    ordvakt_text::twins::tokens(&text);
});
