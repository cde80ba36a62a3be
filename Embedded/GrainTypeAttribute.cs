using Orleans.Runtime;

namespace Orleans;

/// <summary>The name of a grain class in grain ids, instead of the class name without "Grain" in lower case. Stored state is found by it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    private readonly GrainType grainType = GrainType.Create(grainType);

    public GrainType GetGrainType(IServiceProvider services, Type type) => grainType;
}
