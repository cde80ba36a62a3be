namespace FaceGrid.Grains.Tests.Conformance;

public interface ITimerGrain : IGrainWithStringKey
{
    Task Start(string timer, TimeSpan due, TimeSpan period, bool interleave = false);

    Task StartFailing();

    Task Change(string timer, TimeSpan due, TimeSpan period);

    Task Stop(string timer);

    Task Enter(string gate);

    Task End();
}
