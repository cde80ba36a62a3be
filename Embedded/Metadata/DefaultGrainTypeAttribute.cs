namespace Orleans.Metadata;

/// <summary>The <see cref="GrainTypeAttribute"/> name of the class that an interface means where several implement it.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class DefaultGrainTypeAttribute(string grainType) : Attribute
{
    internal string GrainType { get; } = grainType;
}
