using MemberValue.Members;

namespace MemberValue.Estimation;

/// <summary>
/// Something fitted to a base, or given by the caller, and applied to later tables: a scale, a model, a rhythm, limits, a classifier, a calibration. It has
/// its origin and its status, and can be stored as JSON. Immutable and thread-safe.
/// </summary>
public interface IFitted
{
    /// <summary>The kind, as in its JSON, such as <c>BG/NBD</c> or <c>RfmScale</c>. Items of the same kind can replace each other.</summary>
    string Kind { get; }

    /// <summary>The data that it was fitted to; null when its numbers were given by the caller.</summary>
    FitOrigin? Origin { get; }

    /// <summary>The outcome of the fit; <see cref="FitStatus.Given"/> when its numbers were given by the caller.</summary>
    FitStatus Status { get; }

    /// <summary>Warnings, in English and Chinese; empty where there are none.</summary>
    IReadOnlyList<Text> Warnings { get; }

    /// <summary>The whole as JSON text, the same in every culture. The type's own <c>FromJson</c> reads it back with equal numbers in every bit.</summary>
    /// <returns>The text.</returns>
    string ToJson();

    /// <summary>Writes the whole as JSON, in UTF-8.</summary>
    /// <param name="stream">The stream to write to; it stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    void ToJson(Stream stream);
}
