namespace FaceGrid.Grains.Compute;

/// <summary>The grain computes on a <see cref="ComputeLane"/>: in a cluster it lives on silos that have a device to spare.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsDeviceAttribute : Attribute;
