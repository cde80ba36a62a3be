namespace Orleans.CodeGeneration;

/// <summary>The version of a grain interface. One process has one version of everything, so nothing looks at it here.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class VersionAttribute(ushort version) : Attribute
{
    public ushort Version { get; } = version;
}
