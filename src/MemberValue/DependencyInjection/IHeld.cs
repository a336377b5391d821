namespace Microsoft.Extensions.DependencyInjection;

/// <summary>A service of the library that asks the holder each time for what it does now.</summary>
internal interface IHeld;
