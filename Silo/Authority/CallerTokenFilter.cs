namespace FaceGrid.Silo.Authority;

/// <summary>Adds the token of this process to each call that it makes, in place of the token of the call that led to it.</summary>
internal sealed class CallerTokenFilter(CallerTokenIssuer issuer) : IOutgoingGrainCallFilter
{
    // Asynchronous, so that the change of the context ends with the call.
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.TargetId.IsClient())
        {
            // A client must not receive a token of a silo.
            RequestContext.Remove(CallerTokenIssuer.ContextKey);
        }
        else
        {
            RequestContext.Set(CallerTokenIssuer.ContextKey, issuer.Token());
        }

        await context.Invoke();
    }
}
