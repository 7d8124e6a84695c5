//! Chance that is the same on every machine: whole numbers, and floating point by the operations
//! that IEEE 754 rounds exactly.

/// A stream of numbers: Steele, Lea and Flood, "Fast splittable pseudorandom number generators"
/// (2014).
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The stream that belongs to these numbers.
    pub fn of(seeds: &[u64]) -> Self {
        let mut chance = Self(0x5EED);
        for seed in seeds {
            chance.0 ^= *seed;
            chance.0 = chance.next();
        }
        chance
    }

    /// Any number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, but not including, `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// From 0 up to, but not including, 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Whether something of this probability happens.
    pub fn happens(&mut self, probability: f64) -> bool {
        self.share() < probability
    }

    /// One of several, each as likely.
    pub fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// An index into cumulative weights, each as likely as it is heavy.
    pub fn weighted(&mut self, cumulative: &[f64]) -> usize {
        let total = cumulative.last().copied().unwrap_or_default();
        let drawn = self.share() * total;
        cumulative.partition_point(|sum| *sum <= drawn).min(cumulative.len().saturating_sub(1))
    }
}

/// How often the word of each rank is used: Mandelbrot's 1 / (rank + shift) for the common words,
/// a steeper power for the endless rest. Two powers, because a language has a core that everybody
/// uses and an open end: Gerlach and Altmann, "Stochastic model for the vocabulary growth in
/// natural languages" (2013).
#[derive(Debug)]
pub struct Ranks {
    /// Cumulative weights of the common words.
    core: Vec<f64>,
    /// The share of all uses that is of common words.
    core_share: f64,
}

impl Ranks {
    /// `core` common words, the first as often used as `shift` flattens them.
    ///
    /// The rest falls as rank^-2, from where the core ends, without a step.
    pub fn new(core: usize, shift: f64) -> Self {
        let mut sum = 0.0;
        let weight = |rank: usize| 1.0 / (rank as f64 + 1.0 + shift);
        let core_sums: Vec<f64> = (0..core)
            .map(|rank| {
                sum += weight(rank);
                sum
            })
            .collect();
        // The integral of w (r / core)^-2 from core on is w core.
        let rest = weight(core) * core as f64;
        Self { core: core_sums, core_share: sum / (sum + rest) }
    }

    /// A rank, from 0.
    pub fn draw(&self, chance: &mut Chance) -> usize {
        if chance.happens(self.core_share) { self.common(chance) } else { self.rare(chance) }
    }

    /// The rank of a common word.
    pub fn common(&self, chance: &mut Chance) -> usize {
        chance.weighted(&self.core)
    }

    /// The inverse of the tail's distribution function: rank = core / u.
    fn rare(&self, chance: &mut Chance) -> usize {
        let u = 1.0 - chance.share();
        (self.core.len() as f64 / u) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_fall_as_their_rank_and_rare_ones_faster() {
        let ranks = Ranks::new(1000, 10.0);
        let mut chance = Chance::of(&[1]);
        let drawn: Vec<usize> = (0..200_000).map(|_| ranks.draw(&mut chance)).collect();
        let within = |from: usize, to: usize| {
            drawn.iter().filter(|rank| (from..to).contains(*rank)).count() as f64
        };
        // 1/(r+11) summed: ln(111/11) to ln(1011/111), within a few per cent of chance.
        let core = within(0, 100) / within(100, 1000);
        assert!((0.98..1.12).contains(&core), "{core}");
        // Each doubling of the rank leaves half of the rest.
        let tail = within(2000, usize::MAX) / within(1000, usize::MAX);
        assert!((0.48..0.52).contains(&tail), "{tail}");
    }
}
