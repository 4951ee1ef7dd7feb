//! The fitted models against what was published, to the printed digits, on the published data.

use both_sides::measures::models::*;
use both_sides::measures::models::sbg::Cohort;

const SUMMARY: &str = include_str!("fixtures/data/lifetimes_cdnow_summary.csv");
const DONATIONS: &str = include_str!("fixtures/data/lifetimes_donations.csv");

fn numbers(text: &str) -> Vec<Vec<f64>> {
    let rows = text.lines().skip(1).filter(|line| !line.trim().is_empty());
    rows.map(|line| line.split(',').map(|cell| cell.trim().parse().unwrap()).collect()).collect()
}

fn cdnow() -> Vec<History> {
    group(numbers(SUMMARY).iter().map(|row| History::new(row[1], row[2], row[3])).collect())
}

fn spenders() -> Vec<Spender> {
    let rows = numbers(SUMMARY);
    group_spenders(rows.iter().map(|row| Spender { x: row[1], mean: row[4], n: 1.0 }).collect())
}

fn donors() -> Vec<History> {
    let rows = numbers(DONATIONS);
    group(rows.iter().map(|row| History { n: row[3], ..History::new(row[0], row[1], row[2]) }).collect())
}

#[track_caller]
fn near(ours: f64, published: f64, within: f64, what: &str) {
    assert!((ours - published).abs() <= within, "{what}: {ours} for {published}");
}

#[test]
fn dbg_all() {
    let t = std::time::Instant::now();
    let rows = cdnow();
    println!("{} rows {:?}", rows.len(), t.elapsed());
    for _ in 0..2 {
    let t = std::time::Instant::now();
    println!("{:?} {:?}", BgNbd::fit(&rows), t.elapsed());
    let t = std::time::Instant::now();
    println!("{:?} {:?}", MbgNbd::fit(&rows), t.elapsed());
    let t = std::time::Instant::now();
    println!("{:?} {:?}", ParetoNbd::fit(&rows), t.elapsed());
    println!("{}", ParetoNbd::fit(&rows).unwrap().model.log_likelihood(&rows));
    let t = std::time::Instant::now();
    println!("{:?} {:?}", Nbd::fit(&rows), t.elapsed());
    let s = spenders();
    let t = std::time::Instant::now();
    println!("{:?} {:?}", GammaGamma::fit(&s), t.elapsed());
    let d = donors();
    let t = std::time::Instant::now();
    println!("{:?} {:?}", BgBb::fit(&d), t.elapsed());
    let t = std::time::Instant::now();
    println!("{:?} {:?}", Sbg::fit(&[Cohort{left: vec![1000.,631.,468.,382.,326.]}]), t.elapsed());
    }
}
