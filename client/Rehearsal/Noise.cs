namespace YPort.Twin.Rehearsal;

/// <summary>Chance that is the same every time: a number from a seed and a point, smooth between whole coordinates.</summary>
static class Noise
{
    /// <summary>0 to 1, evenly spread over whole points.</summary>
    public static double At(ulong seed, long x, long y = 0, long z = 0) =>
        (Mix(seed + (ulong)x * 0x9e3779b97f4a7c15 + (ulong)y * 0xc2b2ae3d27d4eb4f + (ulong)z * 0x165667b19e3779f9) >> 11) * (1.0 / (1UL << 53));

    /// <summary>0 to 1, along one axis.</summary>
    public static double Along(ulong seed, double x)
    {
        var cell = Math.Floor(x);
        return Between(At(seed, (long)cell), At(seed, (long)cell + 1), Ease(x - cell));
    }

    /// <summary>0 to 1, over two axes of space and one of time.</summary>
    public static double Over(ulong seed, double x, double y, double z)
    {
        var (cx, cy, cz) = (Math.Floor(x), Math.Floor(y), Math.Floor(z));
        var (fx, fy, fz) = (Ease(x - cx), Ease(y - cy), Ease(z - cz));
        var (ix, iy, iz) = ((long)cx, (long)cy, (long)cz);
        return Between(Plane(iz), Plane(iz + 1), fz);

        double Plane(long z) => Between(Row(iy, z), Row(iy + 1, z), fy);
        double Row(long y, long z) => Between(At(seed, ix, y, z), At(seed, ix + 1, y, z), fx);
    }

    public static ulong Seed(int seed, string name)
    {
        var hash = Mix((ulong)seed + 0x9e3779b97f4a7c15);
        foreach (var c in name) hash = Mix(hash ^ c);
        return hash;
    }

    static double Between(double from, double to, double part) => from + (to - from) * part;

    static double Ease(double part) => part * part * (3 - 2 * part);

    // SplitMix64's finisher: Steele, Lea and Flood, OOPSLA 2014, doi:10.1145/2660193.2660195.
    static ulong Mix(ulong z)
    {
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
        z = (z ^ z >> 27) * 0x94d049bb133111eb;
        return z ^ z >> 31;
    }
}
