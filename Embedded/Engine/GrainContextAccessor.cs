using Orleans.Runtime;

namespace FaceGrid.Embedded.Engine;

internal sealed class GrainContextAccessor : IGrainContextAccessor
{
    public IGrainContext GrainContext => ActivationContext.Current!;
}
