namespace FaceGrid.Embedded.Engine;

/// <summary>Which activation the current thread is running a turn of.</summary>
internal static class ActivationContext
{
    [ThreadStatic]
    private static Activation? current;

    public static Activation? Current
    {
        get => current;
        set => current = value;
    }
}
