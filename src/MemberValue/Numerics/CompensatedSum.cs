namespace MemberValue.Numerics;

/// <summary>A sum of doubles whose error does not grow with their number (Neumaier 1974, ZAMM 54, 39-51).</summary>
internal struct CompensatedSum
{
    private double _sum;
    private double _lost;

    public readonly double Value => _sum + _lost;

    public void Add(double value)
    {
        var next = _sum + value;
        _lost += Math.Abs(_sum) >= Math.Abs(value) ? _sum - next + value : value - next + _sum;
        _sum = next;
    }
}
