namespace FaceGrid.Grains.Tests.Embedded;

public interface ILazyGrain : IGrainWithStringKey
{
    Task Ping();

    Task Stay(TimeSpan time);
}
