//! Rates, with how certain they are when taken from a sample.

use serde::Serialize;

/// A proportion and its 95 % Wilson interval, which estimates the proportion in the population if
/// what was counted is a random dip sample of it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Rate {
    /// The number counted.
    pub count: u64,
    /// The number it is out of.
    pub of: u64,
    /// The proportion, from 0 to 1; 0 if `of` is 0.
    pub share: f64,
    /// The lower end of the interval; 0 if `of` is 0.
    pub low: f64,
    /// The upper end of the interval; 1 if `of` is 0.
    pub high: f64,
}

/// The 97.5th percentile of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

impl Rate {
    /// Returns the rate of `count` out of `of`.
    ///
    /// The interval is the score interval of E. B. Wilson, "Probable inference, the law of
    /// succession, and statistical inference", Journal of the American Statistical Association 22
    /// (1927), 209-212. It is also valid for small samples and for proportions near 0 and 1.
    ///
    /// ```
    /// use counting_rules::audit::Rate;
    /// let rate = Rate::of(15, 148);
    /// assert_eq!(format!("{:.4} to {:.4}", rate.low, rate.high), "0.0624 to 0.1605");
    /// ```
    pub fn of(count: u64, of: u64) -> Rate {
        if of == 0 {
            return Rate { count, of, share: 0.0, low: 0.0, high: 1.0 };
        }
        let n = of as f64;
        let share = count as f64 / n;
        let z2 = Z * Z;
        let middle = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
        let half = Z / (1.0 + z2 / n) * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
        let low = if count == 0 { 0.0 } else { (middle - half).max(0.0) };
        let high = if count == of { 1.0 } else { (middle + half).min(1.0) };
        Rate { count, of, share, low, high }
    }
}

#[cfg(test)]
mod tests {
    use super::Rate;

    /// The intervals published by R. G. Newcombe in Statistics in Medicine 17 (1998), 857-872,
    /// table I, method 3.
    #[test]
    fn intervals_are_those_in_print() {
        for (count, of, low, high) in [
            (81, 263, "0.2553", "0.3662"),
            (15, 148, "0.0624", "0.1605"),
            (0, 20, "0.0000", "0.1611"),
            (1, 29, "0.0061", "0.1718"),
        ] {
            let rate = Rate::of(count, of);
            let found = (format!("{:.4}", rate.low), format!("{:.4}", rate.high));
            assert_eq!(found, (low.to_owned(), high.to_owned()), "{count} of {of}");
        }
    }

    #[test]
    fn all_of_nothing_and_all_of_something() {
        assert_eq!((Rate::of(0, 0).low, Rate::of(0, 0).high), (0.0, 1.0));
        let all = Rate::of(20, 20);
        assert_eq!((format!("{:.4}", all.low), all.high), ("0.8389".to_owned(), 1.0));
    }
}
