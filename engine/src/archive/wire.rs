//! Little-endian numbers.

/// The number at byte `at`, which must exist.
pub(super) fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// Appends numbers.
pub(super) fn put<const N: usize>(bytes: &mut Vec<u8>, numbers: [u32; N]) {
    numbers.iter().for_each(|number| bytes.extend(number.to_le_bytes()));
}
