//! Shares of all interruptions.

/// Returns the share of a total in tenths of a percent, rounded.
pub(super) fn thousandths(count: u64, total: u64) -> u32 {
    let thousandths = (u128::from(count) * 2000 / u128::from(total.max(1))).div_ceil(2);
    u32::try_from(thousandths).unwrap_or(1000)
}
