namespace MemberValue.Reporting.Drawing;

/// <summary>A rectangle of the drawing; y grows downwards.</summary>
internal readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public double CentreX => X + (Width / 2);

    public double CentreY => Y + (Height / 2);

    public Box Inset(double by) => new(X + by, Y + by, Width - (2 * by), Height - (2 * by));

    public bool Contains(Box other) => other.X >= X - 0.01 && other.Y >= Y - 0.01 && other.Right <= Right + 0.01 && other.Bottom <= Bottom + 0.01;

    public bool Overlaps(Box other) => other.X < Right && X < other.Right && other.Y < Bottom && Y < other.Bottom;
}
