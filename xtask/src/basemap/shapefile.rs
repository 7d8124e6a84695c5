//! Reads the lines and polygons of a shapefile (ESRI Shapefile Technical Description, July 1998).

use super::Result;
use super::topojson::Degrees;

const FILE_CODE: i32 = 9994;
const HEADER: usize = 100;
const POLYLINE: i32 = 3;
const POLYGON: i32 = 5;

/// Every part of every record, in the order of the file: lines, or rings of polygons, in degrees
/// east and north.
pub fn read(bytes: &[u8]) -> Result<Vec<Degrees>> {
    let cut_off = || "the shapefile ends too early".to_owned();
    if bytes.len() < HEADER {
        return Err(cut_off());
    }
    if big_endian(bytes, 0).ok_or_else(cut_off)? != FILE_CODE {
        return Err("this is not a shapefile: it does not begin with 9994".to_owned());
    }
    let mut parts = Vec::new();
    let mut at = HEADER;
    while at < bytes.len() {
        // A record begins with its number and its length in words of 16 bits.
        let words = big_endian(bytes, at + 4).ok_or_else(cut_off)? as usize;
        let record = bytes.get(at + 8..at + 8 + words * 2).ok_or_else(cut_off)?;
        parts.extend(record_parts(record).ok_or_else(cut_off)??);
        at += 8 + words * 2;
    }
    Ok(parts)
}

/// The parts of one record; `None` if it ends too early.
fn record_parts(record: &[u8]) -> Option<Result<Vec<Degrees>>> {
    match little_endian(record, 0)? {
        0 => return Some(Ok(Vec::new())),
        POLYLINE | POLYGON => {}
        other => {
            return Some(Err(format!("the shapefile holds shapes of the unknown type {other}")));
        }
    }
    // After the type come four numbers of the bounding box.
    let (parts, points) =
        (little_endian(record, 36)? as usize, little_endian(record, 40)? as usize);
    let table = |n: usize| match n {
        n if n == parts => Some(points),
        n => little_endian(record, 44 + 4 * n).map(|start| start as usize),
    };
    let first_point = 44 + 4 * parts;
    let point = |n: usize| {
        let at = first_point + 16 * n;
        Some((float(record, at)?, float(record, at + 8)?))
    };
    let part = |n: usize| (table(n)?..table(n + 1)?).map(point).collect::<Option<Degrees>>();
    (0..parts).map(part).collect::<Option<Vec<_>>>().map(Ok)
}

fn field<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at + N)?.try_into().ok()
}

fn big_endian(bytes: &[u8], at: usize) -> Option<i32> {
    field(bytes, at).map(i32::from_be_bytes)
}

fn little_endian(bytes: &[u8], at: usize) -> Option<i32> {
    field(bytes, at).map(i32::from_le_bytes)
}

fn float(bytes: &[u8], at: usize) -> Option<f64> {
    field(bytes, at).map(f64::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of one line of two parts, of two points each.
    fn file() -> Vec<u8> {
        let mut record: Vec<u8> = POLYLINE.to_le_bytes().to_vec();
        record.extend([0; 32]);
        record.extend([2i32, 4, 0, 2].iter().flat_map(|number| number.to_le_bytes()));
        let points = [30.0, 50.0, 31.0, 51.0, 32.0, 52.0, 33.0, 53.0f64];
        record.extend(points.iter().flat_map(|number| number.to_le_bytes()));
        let mut file = FILE_CODE.to_be_bytes().to_vec();
        file.resize(HEADER, 0);
        file.extend(1i32.to_be_bytes());
        file.extend((record.len() as i32 / 2).to_be_bytes());
        file.extend(record);
        file
    }

    #[test]
    fn parts_are_told_apart() {
        let parts = read(&file()).unwrap();
        assert_eq!(parts, [[(30.0, 50.0), (31.0, 51.0)], [(32.0, 52.0), (33.0, 53.0)]]);
    }

    #[test]
    fn a_file_cut_short_is_refused() {
        let file = file();
        for length in [0, 50, 103, file.len() - 1] {
            assert_eq!(read(&file[..length]).unwrap_err(), "the shapefile ends too early");
        }
        assert!(read(&[0; 200]).unwrap_err().contains("9994"));
    }
}
