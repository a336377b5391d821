namespace MemberValue.Common;

/// <summary>
/// Exceptions whose message names a value. A message says what is wrong and what is allowed: <c>The level is 1.5 and must be above 0 and below 1.</c>
/// </summary>
internal static class Error
{
    public static ArgumentOutOfRangeException OutOfRange(string? parameter, ErrorText message) => new(parameter, message.ToString());

    public static ArgumentException Argument(ErrorText message, string? parameter = null, Exception? inner = null) => new(message.ToString(), parameter, inner);

    public static InvalidOperationException State(ErrorText message, Exception? inner = null) => new(message.ToString(), inner);

    public static FormatException Format(ErrorText message, Exception? inner = null) => new(message.ToString(), inner);

    public static KeyNotFoundException NoKey(ErrorText message) => new(message.ToString());
}
