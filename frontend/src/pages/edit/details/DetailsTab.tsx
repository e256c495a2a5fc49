import { Field } from '../../../ui/Field.tsx';
import { Section } from '../../../ui/Section.tsx';
import { useDraft, useEdit } from '../desk-context.tsx';
import { DoorChartFields } from './DoorChartFields.tsx';
import { FindingList } from './FindingList.tsx';
import { Objectives } from './Objectives.tsx';
import { PartTools } from './PartTools.tsx';

export function DetailsTab() {
  const { record } = useDraft();
  const edit = useEdit();
  const words = (details: object, key: string) => edit({ lists: { case_details: details } as never }, key)?.message;
  return (
    <>
      <Section title="Case">
        <Field
          label="Title (the learner sees it)"
          pointer="/case_details/title"
          value={record.title}
          onSave={(title) => edit({ lists: { title } as never }, 'title')?.message}
        />
        <PartTools section="title" name="title" fields={['title']} />
        <Field
          label="Primary diagnosis (the learner never sees it)"
          pointer="/primary_diagnosis"
          required
          value={record.primaryDiagnosis}
          onSave={(primary_diagnosis) => edit({ lists: { primary_diagnosis } as never })?.message}
        />
        <Field
          label="Presentation"
          pointer="/case_details/presentation"
          lines={4}
          value={record.presentation}
          onSave={(presentation) => words({ presentation }, 'presentation')}
        />
        <PartTools section="presentation" name="presentation" fields={['presentation']} />
        <Field
          label="Patient personality (for whoever plays the patient)"
          pointer="/case_details/patient_personality"
          lines={3}
          value={record.patientPersonality}
          onSave={(patient_personality) => words({ patient_personality }, 'personality')}
        />
        <PartTools section="patient_personality" name="patient personality" fields={['patient_personality']} />
        <Objectives objectives={record.objectives} onSave={(objectives) => words({ objectives }, 'objectives')} />
        <PartTools section="objectives" name="objectives" fields={['objectives']} />
      </Section>
      <Section title="Door chart" hint="All that a learner knows before going in.">
        <DoorChartFields chart={record.doorChart} />
      </Section>
      <FindingList category="history" title="History" />
      <FindingList category="physical_exam" title="Examination" />
      <FindingList category="diagnostic_workup" title="Tests" />
    </>
  );
}
