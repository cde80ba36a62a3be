namespace Orleans.Runtime;

/// <summary>A running timer; disposing it stops it, and so does the end of the activation.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Starts over: first after <paramref name="dueTime"/>, then every <paramref name="period"/> (infinite: not again).</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
