"""Writes the JSON files beside it: what SciPy and NumPy say about what src/inference/ computes.

python3 -m venv venv && venv/bin/pip install scipy numpy && venv/bin/python make.py

The files in the repository are of SciPy 1.17.1 and NumPy 2.4.6.
"""

import json
import math
from pathlib import Path

import numpy as np
import scipy
from scipy import stats

HERE = Path(__file__).parent
LEVEL = 0.95
rng = np.random.default_rng(20_260_504)


def write(name, cases):
    content = {"scipy": scipy.__version__, "numpy": np.__version__, "cases": cases}
    HERE.joinpath(f"{name}.json").write_text(json.dumps(content) + "\n")


def first_order(count, correlation):
    noise = rng.standard_normal(count) * math.sqrt(1 - correlation**2)
    noise[0] = rng.standard_normal()
    values = np.empty(count)
    last = 0.0
    for index, shock in enumerate(noise):
        last = correlation * last + shock
        values[index] = last
    return values


def student_t():
    freedoms = [1, 2, 3, 4, 5, 8, 9, 17, 30, 100, 599]
    return [
        {"freedom": k, "confidence": c, "t": stats.t.ppf((1 + c) / 2, k)} for k in freedoms for c in (0.9, 0.95, 0.99)
    ]


def chi_square():
    freedoms = [1, 2, 3, 9, 29, 30, 119, 599]
    levels = [1e-6, 0.01, 0.05, 0.25, 0.5, 0.9, 0.999]
    cases = [(stats.chi2.isf(level, k), k) for k in freedoms for level in levels]
    return [{"value": value, "freedom": k, "tail": stats.chi2.sf(value, k)} for value, k in cases]


def normal():
    return [{"reach": z, "outside": 2 * stats.norm.sf(z)} for z in (0.1, 0.6745, 1, 1.96, 2.5758, 3.5, 5, 7)]


def beta():
    parameters = [(0.5, 0.5), (1, 1), (2, 3.5), (20, 0.7), (95, 6), (990.5, 10.5), (49_999.5, 50_000.5), (300_000, 3000)]
    cases = [(stats.beta.ppf(share, a, b), a, b) for a, b in parameters for share in (0.001, 0.025, 0.5, 0.975)]
    return [{"x": x, "a": a, "b": b, "cdf": stats.beta.cdf(x, a, b)} for x, a, b in cases]


def ranks():
    """Whole numbers by the binomial distribution itself, fractions by the beta distribution's quantiles."""
    tail = (1 - LEVEL) / 2
    counts = [(6, 0.5), (100, 0.5), (72, 0.95), (368, 0.99), (1000, 0.99), (36_887, 0.9999), (1_837_020, 0.999)]
    return [
        {
            "count": n,
            "quantile": p,
            "low": int(stats.binom.ppf(tail, n, p)),
            "high": int(stats.binom.ppf(1 - tail, n, p)) + 1,
        }
        for n, p in counts
    ]


def autocorrelation_of(values, lag):
    away = values - values.mean()
    return float((away[lag:] * away[: len(away) - lag]).sum() / (away**2).sum())


def autocorrelation():
    cases = []
    for count, correlation in [(10, 0.0), (30, 0.7), (120, -0.4), (600, 0.95)]:
        values = first_order(count, correlation).round(6)
        cases.append({"values": values.tolist(), "lags": {lag: autocorrelation_of(values, lag) for lag in (1, 2, 7)}})
    return cases


def mser():
    cases = []
    for name, values in {
        "steady": first_order(60, 0.3),
        "decay": first_order(90, 0.2) + 12 * np.exp(-np.arange(90) / 6),
        "ramp": first_order(50, 0.2) + np.arange(50) / 4,
        "step": first_order(48, 0.0) + 6 * (np.arange(48) > 33),
        "short": first_order(11, 0.0),
    }.items():
        y = values.round(6)
        n = len(y)
        latest = max(n // 2, n - max(5, math.ceil(n / 4)))
        best = int(np.argmin([((y[d:] - y[d:].mean()) ** 2).sum() / (n - d) ** 2 for d in range(latest + 1)]))
        cases.append(
            {"name": name, "values": y.tolist(), "truncation": min(best, n // 2), "isInside": best < n // 2}
        )
    return cases


def trend():
    cases = []
    for count, correlation, slope, step in [(10, 0, 0, 0), (30, 0, 0.08, 0.5), (60, 0.7, 0, 0), (120, 0.5, 0.02, 0.25)]:
        times = np.cumsum(rng.integers(1, 3, count)).astype(float)
        values = first_order(count, correlation) + slope * times
        values = np.round(values / step) * step if step else values.round(6)
        cases.append({"times": times.tolist(), "values": values.tolist(), **trend_of(times, values)})
    return cases


def trend_of(times, values):
    n = len(values)
    earlier, later = np.triu_indices(n, 1)
    score = np.sign(values[later] - values[earlier]).sum()
    _, sizes = np.unique(values, return_counts=True)
    variance = (n * (n - 1) * (2 * n + 5) - (sizes * (sizes - 1) * (2 * sizes + 5)).sum()) / 18
    # SciPy has neither the correction for continuity nor that for autocorrelation; the rest must be Kendall's tau.
    kendall = stats.kendalltau(np.arange(n), values, method="asymptotic")
    assert math.isclose(kendall.pvalue, 2 * stats.norm.sf(abs(score) / math.sqrt(variance)), rel_tol=1e-9)
    slope = stats.theilslopes(values, times).slope
    ranked = stats.rankdata(values)
    beside = ranked - np.polyval(np.polyfit(times, ranked, 1), times)
    correlations = np.array([autocorrelation_of(beside, lag) for lag in range(1, n)])
    lags = np.arange(1, n)
    heard = np.abs(correlations) > stats.norm.ppf(0.975) / math.sqrt(n)
    weights = (n - lags) * (n - lags - 1) * (n - lags - 2)
    hamed_rao = 1 + 2 / (n * (n - 1) * (n - 2)) * (weights * correlations)[heard].sum()
    first = min(0.9, max(0, correlations[0] + (2 + 5 * correlations[0]) / n))
    first_order_ = 1 + 2 * ((1 - lags / n) * first**lags).sum()
    factor = max(1, hamed_rao, first_order_)
    return {
        "slope": slope,
        "median": float(np.median(values)),
        "pValue": 2 * stats.norm.sf(max(0, abs(score) - 1) / math.sqrt(variance * factor)),
    }


def resampled_variance(values, length, resamples):
    n = len(values)
    blocks = math.ceil(n / length)
    starts = rng.integers(0, n - length + 1, (resamples, blocks))
    positions = (starts[:, :, None] + np.arange(length)).reshape(resamples, -1)[:, :n]
    return values[positions].sum(axis=1).var() / n


def bootstrap():
    cases = []
    for count, correlation, length in [(12, 0, 3), (30, 0.7, 4), (60, 0.5, 12), (601, 0.9, 9), (50, 0, 1)]:
        values = first_order(count, correlation).round(6)
        variance = float(resampled_variance(values, length, 40_000))
        cases.append({"values": values.tolist(), "blockLength": length, "variance": variance})
    return cases


def intervals():
    """The whole way from latencies to intervals, for samples in the thousands, by NumPy's own resampling."""
    cases = []
    for name, windows, each, within, between, share in [
        ("independent", 40, 100, 0.0, 0.0, 0.0),
        ("requests depend", 30, 150, 0.9, 0.0, 0.0),
        ("windows depend", 60, 80, 0.0, 0.7, 0.1),
    ]:
        requests = first_order(windows * each, within).reshape(windows, each)
        waves = first_order(windows, between)[:, None]
        mixed = math.sqrt(1 - share) * requests + math.sqrt(share) * waves
        latencies = np.maximum(1, np.round(10_000 * np.exp(0.5 * mixed))).astype(int)
        cases.append({"name": name, "windows": latencies.tolist(), **intervals_of(latencies)})
    return cases


def intervals_of(latencies):
    n, each = latencies.shape
    median = below(latencies, 0.5)
    persistence = max(corrected(median), corrected(below(latencies, 0.9)))
    root = n ** (1 / 3)
    longer = math.ceil(1.1447 * (2 * persistence / (1 - persistence**2)) ** (2 / 3) * root)
    length = max(math.ceil(root - 1e-9), min(longer, n // 5))
    told = []
    for p in (0.5, 0.9, 0.99):
        values = below(latencies, p)
        spread = each * p * (1 - p)
        dispersion = stats.chi2.sf((values**2).sum() / spread, n - 1)
        alike = max(autocorrelation_of(median, 1), autocorrelation_of(values, 1))
        independent = alike < 0.2 and dispersion >= 0.25
        worth = n * each if independent else effective_count(values, spread, length, persistence, n * each)
        told.append(
            {"quantile": p, "method": "order-statistic" if independent else "bootstrap", **bounds(latencies, worth, p)}
        )
    return {"blockLength": length, "autocorrelation": autocorrelation_of(median, 1), "intervals": told}


def below(latencies, p):
    limit = np.sort(latencies, axis=None)[math.ceil(p * latencies.size - 1e-9) - 1]
    counts = (latencies <= limit).sum(axis=1)
    return counts - counts.mean()


def corrected(values):
    correlation = autocorrelation_of(values, 1)
    return min(0.95, max(0, correlation + (1 + 4 * correlation) / len(values)))


def effective_count(values, spread, length, persistence, count):
    n = len(values)
    own = corrected(values)
    falls = max(own, persistence)
    whole = 1 + 2 * own / (1 - falls)
    seen = 1 + 2 * sum((1 - k / length) * own * falls ** (k - 1) for k in range(1, length)) - whole * length / n
    missed = 9 if seen * 9 <= whole else max(1, whole / seen)
    freedom = max(1, n // length - 1)
    student = (stats.norm.ppf(0.975) / stats.t.ppf(0.975, freedom)) ** 2
    excess = resampled_variance(values, length, 40_000) * missed / spread
    return min(count, count / excess * student)


def bounds(latencies, worth, p):
    """By the continuous rank at which a beta distribution has the quantile as its limit."""
    from scipy.optimize import brentq

    tail = (1 - LEVEL) / 2
    rank = [brentq(lambda r, t=t: stats.beta.cdf(p, r, worth + 1 - r) - t, 1e-9, worth + 1 - 1e-9) for t in (1 - tail, tail)]
    ordered = np.sort(latencies, axis=None)
    each = len(ordered) / worth
    high = None if rank[1] > worth else int(ordered[math.ceil(rank[1] * each) - 1])
    return {"lowUs": int(ordered[math.floor(rank[0] * each) - 1]), "highUs": high}


def exact(test):
    """All that a test of ranks says; p-values come from every way in which luck could have fallen."""
    every = stats.PermutationMethod(n_resamples=math.inf)
    less, greater, both = (test(method=every, alternative=side) for side in ("less", "greater", "two-sided"))
    return {
        "statistic": float(greater.statistic),
        "pLess": float(less.pvalue),
        "pGreater": float(greater.pvalue),
        "pTwoSided": float(both.pvalue),
    }


def signed_rank():
    cases = {
        "plain": rng.standard_normal(10).round(4) + 0.3,
        "two": np.array([2.0, 1.0]),
        "all above": np.arange(1, 11) / 8,
        "ties": np.array([1, 1, -1, 2, 2, 3, -3, 3, 4, 5.0]),
        "zeros": np.array([0, 0, 1.5, -0.5, 2.5, 3.5, 0, 4, -6.0]),
        "ties and zeros": np.array([0, 1, 1, -1, 1, 0, 2, -2, 2, 2, 3, 0.0]),
        "all alike": np.full(7, -3.0),
        "balanced": np.array([1, -1, 2, -2.0]),
    }
    return [
        {"name": name, "differences": values.tolist(), **exact(lambda **way: stats.wilcoxon(values, **way))}
        for name, values in cases.items()
    ] + [untied_signed_rank(rng.standard_normal(n).round(6) + 0.2) for n in (20, 37, 60)]


def untied_signed_rank(values):
    """Too many signs to go through: by SciPy's own recursion."""
    less, greater, both = (
        stats.wilcoxon(values, method="exact", alternative=side) for side in ("less", "greater", "two-sided")
    )
    return {
        "name": f"{len(values)} without ties",
        "differences": values.tolist(),
        "statistic": float(greater.statistic),
        "pLess": float(less.pvalue),
        "pGreater": float(greater.pvalue),
        "pTwoSided": float(both.pvalue),
    }


def rank_sum():
    cases = {
        "plain": (rng.standard_normal(6).round(4), rng.standard_normal(7).round(4) + 0.8),
        "apart": (np.arange(5.0), np.arange(5.0) + 10),
        "two against many": (np.arange(9.0), np.array([3.5, 6.5])),
        "ties": (np.array([1, 2, 2, 3, 5, 5.0]), np.array([2, 3, 4, 5, 5, 6, 6.0])),
        "all alike": (np.full(4, 2.0), np.full(5, 2.0)),
    }
    tied = [
        {
            "name": name,
            "base": base.tolist(),
            "head": head.tolist(),
            **exact(lambda **way: stats.mannwhitneyu(head, base, **way)),
        }
        for name, (base, head) in cases.items()
    ]
    return tied + [untied_rank_sum(m, n) for m, n in ((10, 10), (17, 9), (30, 30))]


def untied_rank_sum(m, n):
    base, head = rng.standard_normal(m).round(6), rng.standard_normal(n).round(6) + 0.3
    less, greater, both = (
        stats.mannwhitneyu(head, base, method="exact", alternative=side) for side in ("less", "greater", "two-sided")
    )
    return {
        "name": f"{m} and {n} without ties",
        "base": base.tolist(),
        "head": head.tolist(),
        "statistic": float(greater.statistic),
        "pLess": float(less.pvalue),
        "pGreater": float(greater.pvalue),
        "pTwoSided": float(both.pvalue),
    }


def not_refuted(ordered, pvalue, confidence):
    """The outermost of the values at which a test changes its mind that still bounds what it doesn't refute."""
    between = (ordered[1:] + ordered[:-1]) / 2
    places = np.concatenate([[ordered[0] - 1], between, [ordered[-1] + 1]])
    kept = [bool(pvalue(place) > 1 - confidence) for place in places]
    if kept[0] or kept[-1]:
        return {"low": None, "high": None}
    inside = np.flatnonzero(kept)
    return {"low": float(ordered[inside[0] - 1]), "high": float(ordered[inside[-1]])}


def paired_shift():
    """By asking SciPy's test about every shift there is."""
    cases = []
    for n, confidence in [(4, 0.95), (5, 0.95), (6, 0.95), (10, 0.95), (10, 0.99), (25, 0.9)]:
        values = rng.standard_normal(n).round(5)
        rows, columns = np.triu_indices(n)
        means = np.sort((values[rows] + values[columns]) / 2)
        pvalue = lambda shift: stats.wilcoxon(values - shift, method="exact").pvalue
        cases.append(
            {
                "differences": values.tolist(),
                "confidence": confidence,
                "estimate": float(np.median(means)),
                **not_refuted(means, pvalue, confidence),
            }
        )
    return cases


def shift_between():
    cases = []
    for m, n, confidence in [(3, 4, 0.95), (4, 4, 0.95), (2, 8, 0.95), (10, 10, 0.95), (12, 7, 0.99)]:
        base, head = rng.standard_normal(m).round(5), rng.standard_normal(n).round(5) + 0.5
        differences = np.sort((head[:, None] - base[None, :]).ravel())
        pvalue = lambda shift: stats.mannwhitneyu(head - shift, base, method="exact").pvalue
        cases.append(
            {
                "base": base.tolist(),
                "head": head.tolist(),
                "confidence": confidence,
                "estimate": float(np.median(differences)),
                **not_refuted(differences, pvalue, confidence),
            }
        )
    return cases


def normal_quantile():
    chances = [1e-300, 1e-20, 1e-9, 0.00135, 0.025, 0.07, 0.08, 0.31, 0.5, 0.6, 0.9, 0.93, 0.975, 0.999, 1 - 1e-10]
    return [{"chance": chance, "quantile": stats.norm.ppf(chance)} for chance in chances]


def binomial_interval():
    """SciPy searches for the ends to 2e-12 only; quantiles of its beta distribution have all digits."""
    cases = []
    for k, n in [(0, 20), (1, 20), (10, 20), (20, 20), (3, 10_000), (17, 123_456), (999_000, 1_000_000), (0, 500_000)]:
        for confidence in (0.95, 0.999):
            tail = (1 - confidence) / 2
            low = stats.beta.ppf(tail, k, n - k + 1) if k else 0.0
            high = stats.beta.isf(tail, k + 1, n - k) if k < n else 1.0
            searched = stats.binomtest(k, n).proportion_ci(confidence, "exact")
            assert np.allclose([low, high], [searched.low, searched.high], rtol=0, atol=1e-11)
            cases.append({"hits": k, "tries": n, "confidence": confidence, "low": low, "high": high})
    return cases


def mean_difference():
    cases = []
    for left, right, spread, confidence in [(2, 1, 1, 0.95), (2, 2, 1, 0.95), (12, 5, 0.2, 0.95), (40, 3, 2, 0.999)]:
        a = rng.standard_normal(left).round(5)
        b = (rng.standard_normal(right) * spread + 0.7).round(5)
        test = stats.ttest_ind(b, a)
        ends = test.confidence_interval(confidence)
        cases.append(
            {
                "leftValues": a.tolist(),
                "rightValues": b.tolist(),
                "confidence": confidence,
                "left": float(a.mean()),
                "right": float(b.mean()),
                "difference": float(b.mean() - a.mean()),
                "low": float(ends.low),
                "high": float(ends.high),
                "pValue": float(test.pvalue),
            }
        )
    return cases


def e_divisive():
    """Matteson and James' formulas as they are written, over every place and every length of the new part."""
    cases = []
    for count, step, back, least in [(2, 0, 2, 1), (9, 1, 9, 1), (30, 1, 30, 2), (40, 2, 20, 2), (50, 0, 50, 3)]:
        values = rng.standard_normal(count)
        values[count // 3 : back] += step
        values = values.round(5)
        apart = np.abs(values[:, None] - values[None, :])
        energies = {}
        for place in range(least, count - least + 1):
            for end in range(place + least, count + 1):
                n, m = place, end - place
                between = 2 / (m * n) * apart[:place, place:end].sum()
                old = apart[:place, :place].sum() / (n * (n - 1)) if n > 1 else 0
                new = apart[place:end, place:end].sum() / (m * (m - 1)) if m > 1 else 0
                energies[(place, end)] = m * n / (m + n) * (between - old - new)
        (place, end), energy = max(energies.items(), key=lambda item: item[1])
        cases.append({"values": values.tolist(), "least": least, "place": place, "end": end, "energy": float(energy)})
    return cases


def outside_t():
    cases = [(t, k) for k in (1, 2, 3, 8, 30, 100) for t in (0.01, 0.5, 2, 4.3, 12)]
    return [{"distance": t, "freedom": k, "chance": 2 * stats.t.sf(t, k)} for t, k in cases]


write("student-t", student_t())
write("chi-square", chi_square())
write("normal", normal())
write("beta", beta())
write("ranks", ranks())
write("autocorrelation", autocorrelation())
write("mser", mser())
write("trend", trend())
write("bootstrap", bootstrap())
write("intervals", intervals())
write("signed-rank", signed_rank())
write("rank-sum", rank_sum())
write("paired-shift", paired_shift())
write("shift-between", shift_between())
write("normal-quantile", normal_quantile())
write("binomial-interval", binomial_interval())
write("mean-difference", mean_difference())
write("e-divisive", e_divisive())
write("outside-t", outside_t())
