//! Our side of `make bench`: the app's own functions, called from the bench page as the app calls them.
//! Compiled by `make bench` alone (feature `bench`), with the settings of the shipped app; no part of dist/.

mod map;
mod portfolio;
mod scoring;
mod sorting;

fn main() {}
